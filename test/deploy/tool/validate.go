package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// document is one object and what it is held against: a definition of a bundle, or with the bundle `go` a Go type.
type document struct {
	Bundle     string          `json:"bundle"`
	Definition string          `json:"definition"`
	Value      json.RawMessage `json:"value"`
}

// Kinds whose definitions come as Go types alone.
var goTypes = map[string]func() any{
	"ServiceMonitor": func() any { return &monitoring.ServiceMonitor{} },
	"PrometheusRule": func() any { return &monitoring.PrometheusRule{} },
}

type validator struct {
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

func newValidator(bundles map[string]string) (*validator, error) {
	compiler := jsonschema.NewCompiler()
	for name, path := range bundles {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		schema, err := jsonschema.UnmarshalJSON(file)
		file.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if err := compiler.AddResource(urlOf(name), schema); err != nil {
			return nil, err
		}
	}
	return &validator{compiler: compiler, compiled: map[string]*jsonschema.Schema{}}, nil
}

func urlOf(bundle string) string { return "file:///" + bundle + ".json" }

// faultOf is empty for a document that fits.
func (v *validator) faultOf(one document) (string, error) {
	if one.Bundle == "go" {
		return strictFault(one)
	}
	location := urlOf(one.Bundle) + "#/definitions/" + one.Definition
	schema, known := v.compiled[location]
	if !known {
		made, err := v.compiler.Compile(location)
		if err != nil {
			return "", err
		}
		v.compiled[location] = made
		schema = made
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(one.Value))
	if err != nil {
		return "", err
	}
	if err := schema.Validate(value); err != nil {
		return err.Error(), nil
	}
	return "", nil
}

func strictFault(one document) (string, error) {
	create, known := goTypes[one.Definition]
	if !known {
		return "", fmt.Errorf("no Go type for %s", one.Definition)
	}
	decoder := json.NewDecoder(bytes.NewReader(one.Value))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(create()); err != nil {
		return err.Error(), nil
	}
	return "", nil
}
