package main

import (
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type built struct {
	YAML  string `json:"yaml"`
	Error string `json:"error,omitempty"`
}

// build does what `kustomize build` and `kubectl kustomize` do with a folder.
func build(folder string) built {
	objects, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		return built{Error: err.Error()}
	}
	yaml, err := objects.AsYaml()
	if err != nil {
		return built{Error: err.Error()}
	}
	return built{YAML: string(yaml)}
}
