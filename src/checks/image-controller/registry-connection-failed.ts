import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'registry-connection-failed',
  severity: 'high',
  signs: [
    {
      pattern: /\u8fde\u63a5\u5931\u8d25/,
      specimen: '连接失败',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Registry not connected',
      probably: 'the controller cannot connect to the registry',
      explains:
        'The Registry object shows 连接失败 (connection failed): address, certificate or login do not serve.',
      steps: [
        'Read the object’s message; try the same address with `curl -i https://<host>/v2/` from the controller’s pod.',
      ],
    },
  },
});
