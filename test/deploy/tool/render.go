package main

import (
	"fmt"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/lint"
)

// kase is one set of values to render with.
type kase struct {
	Values      map[string]any `json:"values"`
	Release     string         `json:"release"`
	Namespace   string         `json:"namespace"`
	KubeVersion string         `json:"kubeVersion"`
	Lint        bool           `json:"lint"`
}

type rendered struct {
	Files map[string]string `json:"files,omitempty"`
	Error string            `json:"error,omitempty"`
	// Lint is what `helm lint --strict` would object to.
	Lint []string `json:"lint"`
}

// render does what `helm template` does, and lints with the same values.
func render(path string, asked kase) rendered {
	out := rendered{Lint: []string{}}
	files, err := template(path, asked)
	if err != nil {
		out.Error = err.Error()
		return out
	}
	out.Files = files
	if !asked.Lint {
		return out
	}
	kube, _ := chartutil.ParseKubeVersion(asked.KubeVersion)
	for _, message := range lint.AllWithKubeVersion(path, asked.Values, asked.Namespace, kube).Messages {
		// Severity 1 is a remark; --strict fails from a warning on.
		if message.Severity > 1 {
			out.Lint = append(out.Lint, message.Error())
		}
	}
	return out
}

func template(path string, asked kase) (map[string]string, error) {
	chart, err := loader.Load(path)
	if err != nil {
		return nil, err
	}
	kube, err := chartutil.ParseKubeVersion(asked.KubeVersion)
	if err != nil {
		return nil, err
	}
	if bound := chart.Metadata.KubeVersion; bound != "" && !chartutil.IsCompatibleRange(bound, kube.String()) {
		return nil, fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", bound, kube)
	}
	capabilities := chartutil.DefaultCapabilities.Copy()
	capabilities.KubeVersion = *kube
	if err := chartutil.ProcessDependenciesWithMerge(chart, asked.Values); err != nil {
		return nil, err
	}
	options := chartutil.ReleaseOptions{Name: asked.Release, Namespace: asked.Namespace, Revision: 1, IsInstall: true}
	values, err := chartutil.ToRenderValues(chart, asked.Values, options, capabilities)
	if err != nil {
		return nil, err
	}
	return engine.Engine{}.Render(chart, values)
}
