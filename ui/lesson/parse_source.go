package lesson

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// plain is the text of a node, without marks.
func (p *parser) plain(n ast.Node) string {
	var b bytes.Buffer
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(p.source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// raw is the source of a top-level node: the lines up to the next one.
func (p *parser) raw(n ast.Node) string {
	first, last := p.line(n), len(p.lines)+1
	for next := n.NextSibling(); next != nil; next = next.NextSibling() {
		if at := p.line(next); at > 0 {
			last = at
			break
		}
	}
	if first == 0 || last <= first {
		return ""
	}
	return strings.TrimRight(strings.Join(p.lines[first-1:last-1], "\n"), " \n")
}

// line is where a node begins, 0 where that is not known.
func (p *parser) line(n ast.Node) int {
	if fence, ok := n.(*ast.FencedCodeBlock); ok {
		switch {
		case fence.Info != nil:
			return p.lineAt(fence.Info.Segment.Start)
		case fence.Lines().Len() > 0:
			return p.lineAt(fence.Lines().At(0).Start) - 1
		}
		return 0
	}
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return p.lineAt(n.Lines().At(0).Start)
	}
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if line := p.line(c); line > 0 {
			return line
		}
	}
	return 0
}

func (p *parser) lineAt(offset int) int { return 1 + bytes.Count(p.source[:offset], []byte("\n")) }

// tooDeep is the line of the first block that is nested too deep, 0 if none is.
func (p *parser) tooDeep(document ast.Node) int {
	depth, line := 0, 0
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		if depth++; depth <= maxNested {
			return ast.WalkContinue, nil
		}
		for n != nil && n.Type() != ast.TypeBlock {
			n = n.Parent()
		}
		if n != nil {
			line = p.line(n)
		}
		line = max(line, 1)
		return ast.WalkStop, nil
	})
	return line
}
