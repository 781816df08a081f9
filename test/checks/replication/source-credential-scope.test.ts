import { tellsLine } from '../log-lines.ts';

tellsLine('source-credential-scope', {
  shows:
    '2019-09-28T01:56:24Z [ERROR] [/common/utils/passports.go:109]: List tags for repo \'somename/ffmpeg-docker\' error: http error: code 401, message {"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":[{"Type":"repository","Class":"","Name":"somename/ffmpeg-docker","Action":"pull"}]}]}',
  near: 'List tags for repo ok',
});
