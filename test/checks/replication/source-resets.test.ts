import { tellsLine } from '../log-lines.ts';

tellsLine('source-resets', {
  shows:
    "2020-02-07T14:31:22Z [ERROR] [/common/utils/passports.go:109]: List tags for repo 'zongbu_newcs_cs/cs_gcc_web' error: Get http://192.168.56.102/api/repositories/zongbu_newcs_cs/cs_gcc_web/tags: read tcp 172.18.0.7:48038->192.168.56.102:80: read: connection reset by peer",
  near: 'List tags for repo ok',
});
