// For NODE_OPTIONS=--import: says on standard error which files of OpenTelemetry a process loads. Not of its bare API:
// prom-client loads that by itself, and it does nothing.
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, next) {
    if (/\/@opentelemetry\/(?!api\/)/.test(url)) process.stderr.write(`LOADED ${url}\n`);
    return next(url, context);
  },
});
