import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'trivy-cannot-pull-from-core',
  severity: 'medium',
  signs: [
    {
      pattern:
        /(?:unable to (?:initialize a scanner|find the specified image|inspect the image)|unable to initialize (?:an image )?(?:source|scanner)|failed to (?:initialize|init) (?:a )?(?:docker )?(?:scanner|artifact|image)|running trivy)[^\n]{0,600}(?:harbor-core|core|\/v2\/|harbor|registry)[^\n]{0,400}(?:UNAUTHORIZED|DENIED|no such host|connection refused|x509|timeout|Forbidden|proxyconnect|MANIFEST_UNKNOWN|PROJECTPOLICYVIOLATION|HTTP response to HTTPS client|EOF|40[134]|50[0-4])|trivy[^\n]{0,200}(?:Get|GET|HEAD) "?https?:\/\/[^\s"]{0,120}core[^\n]{0,300}/i,
      specimen:
        'FATAL scan error: unable to initialize a scanner: unable to initialize an image scanner: failed to initialize source: unable to find the specified image "harbor-core/library/app@sha256:1": GET http://harbor-core/v2/library/app/manifests/sha256:1: UNAUTHORIZED',
      source: 'Trivy pkg/fanal/image',
    },
  ],
  words: {
    en: {
      title: 'Scanner cannot pull from core',
      probably: 'the scanner cannot pull the image from Harbor itself',
      explains:
        'Trivy pulls through core with a robot account of its own. A wrong internal address, an unknown authority, a policy or a proxy between them stops it.',
      steps: [
        'From the Trivy pod: `curl -v http://harbor-core/v2/`.',
        'Add core to NO_PROXY of Trivy, trust the internal CA, and look whether a policy blocks unscanned images.',
      ],
    },
  },
});
