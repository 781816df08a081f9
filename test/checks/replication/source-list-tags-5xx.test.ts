import { tellsLine } from '../log-lines.ts';

tellsLine('source-list-tags-5xx', {
  shows:
    "2020-05-17T15:32:52Z [ERROR] [/common/utils/passports.go:109]: List tags for repo 'ai-cloud/quay.io/coreos/kube-state-metrics' error: http error: code 500, message ",
  near: 'List tags for repo ok',
});
