import { tellsLine } from '../log-lines.ts';

tellsLine('swift-x-storage-url', {
  shows:
    "HTTPConnectionPool(host='s3.play.cn', port=7480): Max retries exceeded with url: /swift/v1?format=json (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f4c0bfe1b00>: Failed to establish a new connection: [Errno 111] Connection refused',))",
  near: 'swift auth ok',
});
