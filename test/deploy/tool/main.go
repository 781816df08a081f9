// Command chart-tool renders and lints a chart with Helm's own packages, builds folders with kustomize's and holds
// objects against schemas. A request comes as JSON on standard input, the answer leaves on standard output. No cluster
// is asked for anything.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type request struct {
	Chart string `json:"chart"`
	Cases []kase `json:"cases"`
	// Folders with a kustomization.yaml.
	Folders []string `json:"folders"`
	// Bundles are JSON files with `definitions`, by name.
	Bundles   map[string]string `json:"bundles"`
	Documents []document        `json:"documents"`
}

type answer struct {
	Rendered []rendered `json:"rendered"`
	Built    []built    `json:"built"`
	// Faults of each document, in their order; empty: none.
	Faults []string `json:"faults"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return fmt.Errorf("reading the request: %w", err)
	}
	out := answer{Rendered: []rendered{}, Built: []built{}, Faults: []string{}}
	for _, one := range asked.Cases {
		out.Rendered = append(out.Rendered, render(asked.Chart, one))
	}
	for _, one := range asked.Folders {
		out.Built = append(out.Built, build(one))
	}
	validator, err := newValidator(asked.Bundles)
	if err != nil {
		return err
	}
	for _, one := range asked.Documents {
		fault, err := validator.faultOf(one)
		if err != nil {
			return err
		}
		out.Faults = append(out.Faults, fault)
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}
