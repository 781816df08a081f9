import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 's3-request-failed',
  severity: 'medium',
  signs: [
    {
      pattern: /"DriverName":"s3aws"[^\n]{0,200}/,
      specimen:
        '{"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{"DriverName":"s3aws","Enclosed":{"RequestFailure":{}}}}]}',
      source: 'goharbor/harbor#10327',
    },
    {
      pattern:
        /\bs3(?:aws)?: (?:Put|Get|Head|Post|Delete) \S{1,600}: (?:EOF|read|write|net\/http|dial|context)[^\n]{0,200}/,
      specimen:
        'err.detail="s3: Put https://s3.amazonaws.com/acme/docker/registry/v2/blobs/sha256/ab/abe5/data: EOF" err.message="unknown error"',
      source: 'openshift/openshift-docs#1900',
    },
  ],
  words: {
    en: {
      title: 'Store answered an error',
      probably: 'the object store failed on a request',
      explains: 'The back end’s own error is hidden in the detail.',
      steps: ['Read the registry’s log at that time for the status code and request id.'],
    },
  },
});
