import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'wrong-service-exposed',
  severity: 'high',
  signs: [
    {
      pattern:
        /(?:harbor-portal|portal)[^\n]{0,200}(?:\/v2\/|\/service\/token|\/api\/)[^\n]{0,100}(?:404|405|html)|(?:\/v2\/|\/service\/token|\/api\/v2\.0)[^\n]{0,160}(?:answered by|served by|from) (?:the )?(?:portal|jobservice|registryctl)|(?:portal|nginx)[^\n]{0,120}"(?:POST|PUT|PATCH|GET|HEAD) \/(?:v2|service|api)\/[^"\n]{0,300}" 40[45]|open\(\) "\/usr\/share\/nginx\/html\/(?:v2|service|api|c)\/?[^"\n]{0,200}" failed[^\n]{0,200}/,
      specimen:
        'open() "/usr/share/nginx/html/v2/" failed (2: No such file or directory), client: 10.0.0.9, request: "GET /v2/ HTTP/1.1"',
      source: 'nginx of harbor-portal',
    },
  ],
  words: {
    en: {
      title: 'Outside name leads to the wrong component',
      probably: 'the outside name leads to a component that is not the front',
      explains:
        'An Ingress or load balancer sends `/v2/` or `/service/` to the portal, or everything to core: clients get HTML or 404 where they expect the API.',
      steps: [
        '`curl -i https://<host>/v2/` must answer 401 with `Docker-Distribution-Api-Version`.',
        'Send `/api/`, `/service/`, `/v2/`, `/c/` to core and the rest to the portal, or everything to the nginx of the chart.',
      ],
    },
  },
});
