/** How a login that is good and may not do this looks in text. */
import type { Sign } from '../engine/sign.ts';
import { LOGIN_LOST, LOGINS, others } from './left-open.ts';

const LOGIN_TROUBLE = others('permission-denied', LOGINS);
/** The same where a token, a mirror or a proxy on the way may have lost a good login. */
const LOGIN_OR_WAY = others('permission-denied', LOGINS, LOGIN_LOST);

export const signs: readonly Sign[] = [
  {
    pattern:
      /is not authorized to perform: \S{1,80}|Not authorized to perform sts:\w{1,60}|AccessDeniedException|no (?:identity|resource)-based policy allows/,
    specimen:
      'denied: User: arn:aws:sts::123:assumed-role/node is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123:repository/app because no identity-based policy allows the ecr:BatchGetImage action',
    source: 'ECR',
    tells: 'sure',
  },
  {
    // Of a name that does not exist in somebody else's account AWS says the same.
    pattern:
      /is not authorized to perform: ecr:\w{1,60} on resource: \S{1,300}:repository\/\S{1,300} because no resource-based policy allows(?: the ecr:\w{1,60} action)?/,
    specimen:
      'denied: User: arn:aws:iam::123:user/ann is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-west-2:456:repository/acme/app because no resource-based policy allows the ecr:BatchGetImage action',
    source: 'bottlerocket-os/bottlerocket-update-operator#157; ECR',
    tells: 'suggests',
    orElse: ['repository-not-found', 'credentials-missing', 'credentials-invalid'],
  },
  {
    pattern:
      /permission_denied: (?:write_package|read_package|create_package|The token provided does not match)|installation not allowed to (?:Create|Write|Read)|The token provided does not match expected scopes|denied: insufficient scopes?|access token has insufficient scopes?|requires one of the following scopes|[Rr]esource not accessible by integration/,
    specimen: 'ERROR: denied: permission_denied: write_package',
    source: 'Snowfork/snowbridge#1272; GHCR',
    tells: 'sure',
  },
  {
    pattern:
      /[Pp]ermission "?'?artifactregistry\.\S{1,80}"?'? denied on resource|(?:[Cc]aller|[Uu]ser) does not have permission|does not have (?:the )?storage\.\S{1,60} access|Token exchange failed for project|denied: Permission \S{1,80} denied/,
    specimen:
      'denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/p/locations/us/repositories/r" (or it may not exist)',
    source: 'Artifact Registry and Container Registry',
    tells: 'suggests',
    orElse: [...LOGIN_TROUBLE, 'policy-blocked'],
  },
  {
    // Artifactory, where the login may deploy but not overwrite or read back.
    pattern: /MANIFEST_INVALID: manifest invalid; map\[description:Could not locate artifact [^\n]{0,300}/,
    specimen:
      "PUT https://r.acme.test/v2/a/manifests/sha256-5b0c.att: MANIFEST_INVALID: manifest invalid; map[description:Could not locate artifact 'a/sha256-5b0c.att/manifest.json'.]",
    source: 'sigstore/cosign#3758; Artifactory',
    tells: 'suggests',
    orElse: ['manifest-unsupported', 'registry-storage-failure'],
  },
  {
    pattern: /\.dkr\.ecr\.\S{1,600}: 403 Forbidden/,
    specimen:
      'unexpected status from HEAD request to https://366590864501.dkr.ecr.us-west-2.amazonaws.com/v2/bedrock-proxy-api-ecs/blobs/sha256:5de4: 403 Forbidden',
    source: 'aws-samples/bedrock-access-gateway#114',
    tells: 'suggests',
    orElse: [
      'credentials-invalid',
      'repository-not-found',
      'policy-blocked',
      'credentials-missing',
      'registry-storage-failure',
      'proxy-misconfigured',
    ],
  },
  {
    pattern: /unauthorized to access repository: (?<image>[^,\s]{1,300}), action: (?:push|delete)/,
    specimen:
      'unauthorized: unauthorized to access repository: devsecops/java-sample-webapp, action: push: unauthorized to access repository: devsecops/java-sample-webapp, action: push',
    source: 'goharbor/harbor#15236; goharbor/harbor#12918; Harbor core',
    tells: 'suggests',
    // A proxy before Harbor that drops the token looks the same, and so does a token that ran out during the upload.
    orElse: [...LOGIN_OR_WAY, 'quota-exceeded'],
  },
  {
    pattern: /unauthorized to access repository: (?<image>[^,\s]{1,300}), action: pull/,
    specimen:
      'unauthorized: unauthorized to access repository: shop/cart, action: pull: unauthorized to access repository: shop/cart, action: pull',
    source: 'Harbor core',
    tells: 'suggests',
    orElse: [...LOGIN_TROUBLE, 'mirror-misconfigured', 'proxy-misconfigured'],
  },
  {
    pattern: /requested access to the resource is denied/,
    specimen: 'denied: requested access to the resource is denied',
    source: 'distribution registry/api/errcode; Docker Hub push; docker/hub-feedback#1585',
    tells: 'suggests',
    orElse: [
      ...LOGIN_TROUBLE,
      'quota-exceeded',
      'image-name-invalid',
      'policy-blocked',
      'token-service-misconfigured',
    ],
    op: 'push',
  },
  {
    pattern:
      /(?:You don't have the needed permissions to perform this operation, (?:and )?you may have invalid credentials|insufficient_scope|[Ii]nsufficient permissions?|not enough permissions?|don't have (?:the )?(?:needed |required )?permissions?|does not have (?:the )?(?:required |necessary )?(?:permissions?|rights|access)|Request forbidden: no permission|access (?:to \S{1,200} )?(?:is )?(?:forbidden|denied)|you do not have|not permitted|not allowed to (?:push|pull|upload|deploy))/i,
    specimen:
      "denied: You don't have the needed permissions to perform this operation, you may have invalid credentials.",
    source: 'Artifact Registry, GitLab, Artifactory wordings',
    tells: 'suggests',
    orElse: [...LOGIN_TROUBLE, 'policy-blocked', 'mirror-misconfigured', 'quota-exceeded'],
  },
  {
    pattern: /unexpected status(?: code)?(?: from [A-Z]{3,6} request to)?:? ?\S{0,500}:? 403 \(?Forbidden/,
    specimen: 'error: failed to solve: unexpected status: 403 Forbidden',
    source: 'syncforynab/fintech-to-ynab#337; buildkit',
    tells: 'suggests',
    orElse: [
      ...LOGIN_TROUBLE,
      'policy-blocked',
      'mirror-misconfigured',
      'proxy-misconfigured',
      'rate-limited',
      'registry-storage-failure',
      'quota-exceeded',
      'token-service-misconfigured',
      'registry-unavailable',
    ],
  },
  {
    pattern: /\b403\b|status code '?Forbidden|\bDENIED\b|denied: |: denied$/,
    specimen: 'GET https://registry.example.com/v2/app/manifests/1: DENIED',
    source: 'clients that print the status or code alone',
    tells: 'suggests',
    orElse: [
      ...LOGIN_TROUBLE,
      'policy-blocked',
      'mirror-misconfigured',
      'proxy-misconfigured',
      // Quay's proxy organisations refuse what no longer fits.
      'quota-exceeded',
      'rate-limited',
      'token-service-misconfigured',
      'registry-unavailable',
    ],
  },
  {
    pattern: /^(?:error: )?unknown: Forbidden$|must have permission to read the image/i,
    specimen: 'unknown: Forbidden',
    source: 'Artifactory; Google Cloud Run',
    tells: 'suggests',
    orElse: [...LOGIN_TROUBLE, 'tag-not-found', 'policy-blocked'],
  },
  {
    pattern: /No (?:push|pull) access to specified image repository/,
    specimen:
      'Build Failed. No push access to specified image repository. Check your `--default-repo` value or try `gcloud auth configure-docker`.',
    source: 'GoogleContainerTools/skaffold#7036',
    tells: 'suggests',
    orElse: [...LOGIN_TROUBLE],
  },
  {
    pattern: /make sure you have permissions for \S{1,300} and set correct credentials/,
    specimen:
      'perhaps you should make sure you have permissions for r.acme.test/a and set correct credentials',
    source: 'Jib HelpfulSuggestions',
    tells: 'suggests',
    orElse: [
      'credentials-invalid',
      'credentials-missing',
      'repository-not-found',
      'credentials-wrong-host',
      'policy-blocked',
    ],
  },
  {
    pattern: /^(?:denied|forbidden)$/i,
    specimen: 'denied',
    source: 'clients that print the word alone',
    tells: 'suggests',
    orElse: [...LOGIN_TROUBLE, 'policy-blocked'],
  },
];
