package data

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

// Every bad input and what its user reads.
func TestReadCSVRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "is empty: give a line for each sample, its features and then its class"},
		{"only a mark", "\ufeff", "is empty: give a line for each sample, its features and then its class"},
		{"blank lines", "\n\r\n  \n", "is empty: give a line for each sample, its features and then its class"},
		{"only a header", "w,h,kind\n", "has a header but no rows: add a line for each sample"},
		{"NaN", "1,5,a\n2,NaN,b\n", `line 2, column 2: "NaN" is not a finite number: write a finite one, or delete the row`},
		{"NaN on line 1", "1,nan,a\n2,3,b\n", `line 1, column 2: "nan" is not a finite number: write a finite one, or delete the row`},
		{"Inf", "w,h,kind\n1,5,a\n-Inf,3,b\n", `line 3, column 1 ("w"): "-Inf" is not a finite number: write a finite one, or delete the row`},
		{"too large", "1,5,a\n2,1e999,b\n", `line 2, column 2: "1e999" is not a finite number: write a finite one, or delete the row`},
		{"word", "w,h,kind\n1,5,a\n\n2,tall,b\n", `line 4, column 2 ("h"): "tall" is not a number: write it like 0.5, or delete the row`},
		{"word on line 1", "1,3.5cm,a\n1,5,a\n2,4,b\n", `line 1, column 2: "3.5cm" is not a number: write it like 0.5, or delete the row`},
		{"decimal comma", "1,5,a\n2,\"4,5\",b\n", `line 2, column 2: "4,5" is not a number: write it like 0.5, or delete the row`},
		{"empty cell", "1,5,a\n2,,b\n", "line 2, column 2: the cell is empty: fill it in, or delete the row"},
		{"row numbers", ",w,kind\n0,5,a\n1,4,b\n", "line 1, column 1: the cell is empty: fill it in, or delete the column if it only counts the rows"},
		{"no class", "1,5,a\n2,4,\n", "line 2, column 3: the class is empty: fill it in, or delete the row"},
		{"NaN class", "1,5,0\n2,4,nan\n", `line 2, column 3: "nan" is not a class: write a whole number or a word, or delete the row`},
		{"ragged, short", "1,5,a\n2,b\n", "line 2 has 2 cells, line 1 has 3: give every line the same columns"},
		{"ragged, long", "w,h,kind\n2,4,5,b\n", "line 2 has 4 cells, line 1 has 3: give every line the same columns"},
		{"one column", "1\n2\n", "line 1 has one column: separate features and class by commas, the class last"},
		{"semicolons", "1;2;a\n", "line 1 has one column: separate features and class by commas, the class last (this line has semicolons)"},
		{"tabs", "1\t2\ta\n", "line 1 has one column: separate features and class by commas, the class last (this line has tabs)"},
		{"one class", "w,h,kind\n1,5,a\n2,4,a\n", `column 3 ("kind"): every row has the class "a": the last column must have two classes or more`},
		{"one class twice", "1,5,1\n2,4,1.0\n", `column 3: every row has the class "1": the last column must have two classes or more`},
		{"constant", "w,h,kind\n1,5,a\n2,5,b\n", `column 2 ("h") is 5 in every row: delete this column, a constant tells no class apart`},
		{"constant, no header", "0.25,5,a\n0.25,4,b\n", "column 1 is 0.25 in every row: delete this column, a constant tells no class apart"},
		{"measured class", "1,5,0\n2,4,0.25\n", `line 2, column 3: the class "0.25" is a measured value: put a class in the last column, such as a whole number or a word`},
		{"measured class, header of numbers", "0,1,target\n1,5,0\n2,4,0.25\n", `line 3, column 3 ("target"): the class "0.25" is a measured value: put a class in the last column, such as a whole number or a word`},
		{"stray quote", "1,5,a\n2,4\"\",b\n", `line 2 has a quote out of place: close each quote, and write "" for one inside quotes`},
		{"open quote", "1,5,a\n2,4,\"b\n", `line 2 has a quote out of place: close each quote, and write "" for one inside quotes`},
		{"binary", "1,5,a\n\x00\x01", "line 2 has the byte 0x00, so this is not a text file: save the table as CSV"},
		{"gzip", "\x1f\x8b\x08", "line 1 has the byte 0x1f, so this is not a text file: save the table as CSV"},
		{"UTF-16", "\xff\xfe1\x00,\x00", "is UTF-16 text: save it as UTF-8"},
		{"old line ends", "1,5,a\r2,4,b\r", "line 1 has a carriage return alone: save the file with LF or CRLF line ends"},
		{"Latin-1 class", "1,5,caf\xe9\n2,4,b\n", `line 1, column 3: "caf\xe9" is not printable UTF-8 text: save the file as UTF-8 and keep names plain`},
		{"control in a name", "w\u009bx,kind\n1,a\n2,b\n", `line 1, column 1: "w\u009bx" is not printable UTF-8 text: save the file as UTF-8 and keep names plain`},
		{"direction mark", "w\u202ex,kind\n1,a\n2,b\n", `line 1, column 1: "w\u202ex" is not printable UTF-8 text: save the file as UTF-8 and keep names plain`},
		{"long cell", "1,a\n" + strings.Repeat("é", 900) + ",b\n", `line 2, column 1: "` + strings.Repeat("é", 20) + `…" is not a number: write it like 0.5, or delete the row`},
	} {
		_, err := ReadCSV(strings.NewReader(c.text), "my.csv")
		if err == nil || err.Error() != "my.csv: "+c.want {
			t.Errorf("%s:\n got %v\nwant my.csv: %s", c.name, err, c.want)
		}
	}
}

// Bounds: an endless input ends with an error, early.
func TestReadCSVBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of megabytes")
	}
	wide := "1," + strings.Repeat(" ", 2000) + "2,a\n"
	for _, c := range []struct {
		name string
		r    io.Reader
		want string
	}{
		{"bytes", endless(wide), "is larger than 64 MiB: give fewer rows or columns"},
		{"line", endless("1"), "line 1 is longer than 4 MiB: put each sample on a line of its own and close every quote"},
		{"open quote", io.MultiReader(strings.NewReader("1,2,a\n1,2,\""), endless("1,2,a\n")), "line 2 is longer than 4 MiB: put each sample on a line of its own and close every quote"},
		{"columns", endless("1,"), "line 1 has more than 100000 columns: choose fewer features"},
		{"rows", endless("1,a\n"), "line 1000001: more than 1000000 rows: give a part of them"},
		{"classes", &numbers{}, "line 10001, column 2: more than 10000 classes: the last column must be a class, not a measured value"},
		{"measured", io.LimitReader(&numbers{}, 9*4+90*5+900*6+1001*7), "column 2: 2000 classes in 2000 rows look like a measured value: put a class in the last column"},
		{"zeros", endless("\x00"), "line 1 has the byte 0x00, so this is not a text file: save the table as CSV"},
		{"broken", iotest.ErrReader(errors.New("disk on fire")), "cannot be read to its end (disk on fire): check the file and try again"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := ReadCSV(c.r, "big.csv")
		runtime.ReadMemStats(&after)
		if err == nil || !strings.HasPrefix(err.Error(), "big.csv: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s:\n got %v\nwant big.csv: %s", c.name, err, c.want)
		}
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 400 {
			t.Errorf("%s: %d MiB allocated", c.name, used)
		}
	}
}

// The largest size of each kind is still accepted.
func TestReadCSVAtTheBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("reads hundreds of megabytes")
	}
	row := func(cell, class string) string { return strings.Repeat(cell+",", maxColumns-1) + class + "\n" }
	if _, err := ReadCSV(strings.NewReader(row("1", "a")+row("2", "b")), "wide.csv"); err != nil {
		t.Error(err)
	}
	many := io.MultiReader(strings.NewReader("2,b\n"), io.LimitReader(endless("1,a\n"), 4*(maxRows-1)))
	if s, err := ReadCSV(many, "tall.csv"); err != nil || s.Len() != maxRows {
		t.Error(err)
	}
	var letters strings.Builder // a class a sample is fine in a small set
	for c := 'a'; c <= 'z'; c++ {
		letters.WriteString(strconv.Itoa(int(c)) + "," + string(c) + "\n")
	}
	if s, err := ReadCSV(strings.NewReader(letters.String()), "letters.csv"); err != nil || s.Outputs() != 26 {
		t.Error(err)
	}
}

func TestOpenFiles(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "iris") // an embedded name, but a path
	if err := os.WriteFile(file, []byte("1,a\n2,b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(file); err != nil || s.Len() != 2 || s.Name != file || s.Title != "iris" {
		t.Errorf("%v, %v", s, err)
	}
	for path, want := range map[string]string{
		dir:               dir + ": is a directory without train-images-idx3-ubyte, train-images.idx3-ubyte, train-images-idx3-ubyte.gz, train-images.idx3-ubyte.gz: give a CSV file, or a directory of images in the format of MNIST",
		file + "/x":       file + "/x: cannot be read (not a directory): check its path and permissions",
		"irsi":            `no data set "irsi" and no file of that name: choose iris, digits, xor, or give the path of a CSV file or of a directory of images`,
		"":                `no data set "" and no file of that name: choose iris, digits, xor, or give the path of a CSV file or of a directory of images`,
		"a\n\x1b[31m.csv": `no data set "a\n\x1b[31m.csv" and no file of that name: choose iris, digits, xor, or give the path of a CSV file or of a directory of images`,
		"a\x00":           `"a\x00": cannot be read (invalid argument): check its path and permissions`,
	} {
		if _, err := Open(path); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", path, err, want)
		}
	}
}

// endless repeats its text for ever.
type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n+len(e) <= len(p) {
		n += copy(p[n:], e)
	}
	if n == 0 {
		return 0, io.ErrShortBuffer
	}
	return n, nil
}

// numbers gives a line with a new whole number as its class, for ever.
type numbers struct {
	count int
	rest  []byte
}

func (s *numbers) Read(p []byte) (int, error) {
	if len(s.rest) == 0 {
		s.count++
		s.rest = []byte("1," + strconv.Itoa(s.count) + "\n")
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}
