import { describe, expect, test } from 'vitest';
import { triageEvent } from '../../../src/engine/alerts/triage.ts';

const app = (text: string, title = '[FIRING:2, RESOLVED:1] KubePodNotReady (prod warning)') => ({
  bot_id: 'B1',
  attachments: [{ title, text }],
});
const told = (event: unknown) =>
  triageEvent(event).alerts.map(({ status, alertname, target }) => [
    status,
    alertname,
    target.pod ?? target.workload,
  ]);

describe('grouped messages', () => {
  test('lists of labels under Firing and Resolved, as Grafana and Alertmanager write them', () => {
    const alert = (pod: string) =>
      `Value: A=1\nLabels:\n - alertname = KubePodNotReady\n - cluster = prod\n - namespace = shop\n - pod = ${pod}\nAnnotations:\n - summary = Pod is not ready\nSource: https://grafana.acme.test/x\n`;
    const event = app(
      `**Firing**\n\n${alert('cart-0')}\n${alert('cart-1')}\n\n**Resolved**\n\n${alert('pay-0')}`,
    );
    expect(told(event)).toEqual([
      ['firing', 'KubePodNotReady', 'cart-0'],
      ['firing', 'KubePodNotReady', 'cart-1'],
      ['resolved', 'KubePodNotReady', 'pay-0'],
    ]);
    expect(triageEvent(event)).toMatchObject({
      status: 'firing',
      targets: [
        { cluster: 'prod', namespace: 'shop', pod: 'cart-0' },
        { cluster: 'prod', namespace: 'shop', pod: 'cart-1' },
      ],
    });
  });

  test('bold labels with values as code, alert after alert', () => {
    const alert = (pod: string) =>
      `*Alert:* Pod is not ready - \`warning\`\n*Description:* It waits.\n*Details:*\n • *alertname:* \`KubePodNotReady\`\n • *namespace:* \`shop\`\n • *pod:* \`${pod}\`\n`;
    expect(told(app(alert('cart-0') + alert('cart-1'), '[FIRING:2] KubePodNotReady'))).toEqual([
      ['firing', 'KubePodNotReady', 'cart-0'],
      ['firing', 'KubePodNotReady', 'cart-1'],
    ]);
  });

  test('a sentence for each', () => {
    const text = ['cart-0', 'cart-1', 'cart-0']
      .map(
        (pod) => `Pod shop/${pod} has been in a non-ready state for longer than 15 minutes on cluster prod.`,
      )
      .join('\n');
    expect(told(app(text, '[FIRING:2] KubePodNotReady'))).toEqual([
      ['firing', 'KubePodNotReady', 'cart-0'],
      ['firing', 'KubePodNotReady', 'cart-1'],
    ]);
  });

  test('of different alerts only those that are about pulls', () => {
    const alert = (name: string, pod: string) =>
      `Labels:\n - alertname = ${name}\n - namespace = shop\n - pod = ${pod}\n`;
    const text = alert('KubePodCrashLooping', 'cart-0') + alert('KubePodNotReady', 'pay-0');
    expect(told(app(text, '[FIRING:2] (prod)'))).toEqual([['firing', 'KubePodNotReady', 'pay-0']]);
  });

  test('all over: the group is over', () => {
    const alert = (pod: string) =>
      `Labels:\n - alertname = KubePodNotReady\n - namespace = shop\n - pod = ${pod}\n`;
    const event = app(alert('cart-0') + alert('cart-1'), '[RESOLVED] KubePodNotReady (prod)');
    expect(triageEvent(event)).toMatchObject({ relevant: true, status: 'resolved' });
    expect(triageEvent(event).targets).toHaveLength(2);
  });

  test('one alert told twice, in a list and in a sentence, is one', () => {
    const text =
      'Pod shop/cart-0 has been in a non-ready state for longer than 15 minutes.\nLabels:\n - alertname = KubePodNotReady\n - namespace = shop\n - pod = cart-0\n - severity = critical';
    expect(triageEvent(app(text, '[FIRING:1] KubePodNotReady')).alerts).toMatchObject([
      { status: 'firing', severity: 'critical', target: { namespace: 'shop', pod: 'cart-0' } },
    ]);
  });
});
