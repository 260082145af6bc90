package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
)

// maxFile is the size at which reading a network file stops.
const maxFile = 256 << 20

// Read reads a network file (JSON): layers, activation, weights, biases,
// input, target and an optional feedback, as Spec describes them. Unknown
// keys, null, wrong lengths, numbers that are not finite and anything after
// the object are errors that name the field.
func Read(r io.Reader) (*Network, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("it is larger than %d MiB: a network file holds one network", maxFile>>20)
	}
	var spec Spec
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&spec); err != nil {
		return nil, explain(err, data)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the network object: a network file holds one JSON object and nothing else")
	}
	if field, found := findNull(data); found {
		return nil, fmt.Errorf("%s is null: give a number or a list, [] for an empty one", field)
	}
	return New(spec)
}

// explain says where and how the JSON is wrong.
func explain(err error, data []byte) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("it is empty: a network file holds one JSON object")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("it ends in the middle, after line %d: the file is cut short", line(data, len(data)))
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d: %w: it is not valid JSON", line(data, int(syntax.Offset)), syntax)
	case errors.As(err, &wrong):
		field := wrong.Field
		if field == "" {
			field = "the file"
		}
		return fmt.Errorf("line %d: %s: found %s where %s belongs", line(data, int(wrong.Offset)), field, wrong.Value, plainKind(wrong.Type))
	}
	return fmt.Errorf("%s: the fields are layers, activation, weights, biases, input, target and feedback", strings.TrimPrefix(err.Error(), "json: "))
}

func line(data []byte, offset int) int {
	return 1 + bytes.Count(data[:min(offset, len(data))], []byte("\n"))
}

func plainKind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		return "a list"
	case reflect.Struct:
		return "an object"
	case reflect.String:
		return "a text"
	case reflect.Int:
		return "a whole number"
	}
	return "a finite number"
}

// findNull is the path of the first null, which encoding/json would read as 0 or as
// an empty list.
func findNull(data []byte) (path string, found bool) {
	if !bytes.Contains(data, []byte("null")) {
		return "", false
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	var index []int
	field := "the file"
	for inKey := true; ; {
		token, err := decoder.Token()
		if err != nil {
			return "", false
		}
		switch {
		case token == json.Delim('{') || token == json.Delim('}'):
			continue
		case token == json.Delim('['):
			index = append(index, 0)
			continue
		case token == json.Delim(']'):
			index = index[:len(index)-1]
		case inKey && len(index) == 0 && token != nil:
			field, inKey = token.(string), false
			continue
		case token == nil:
			for _, i := range index {
				field += fmt.Sprintf("[%d]", i)
			}
			return field, true
		}
		if len(index) > 0 {
			index[len(index)-1]++
		} else {
			inKey = true
		}
	}
}

// Load reads the network file at path: JSON, or an archive of NumPy arrays when
// its name ends in .npz, whose activation is then tanh (see LoadNPZ for others).
func Load(path string) (*Network, error) {
	if IsNPZ(path) {
		return LoadNPZ(path, Tanh)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("network file %w", Unreadable(path, err))
	}
	defer f.Close()
	n, err := Read(f)
	if err != nil {
		return nil, fmt.Errorf("network file %s: %w", path, err)
	}
	return n, nil
}

// Write writes the network as a network file.
func (n *Network) Write(w io.Writer) error {
	return json.NewEncoder(w).Encode(n.Spec())
}

// Save writes the network file at path, whole or not at all.
func (n *Network) Save(path string) error {
	if err := Replace(path, n.Write); err != nil {
		return fmt.Errorf("save network: %w", err)
	}
	return nil
}
