import { tellsLine } from '../log-lines.ts';

tellsLine('volumes-api-not-meaningful-on-k8s', {
  shows:
    '2020-05-17T15:31:00Z [WARNING] [/core/systeminfo/imagestorage/filesystem/driver.go:51]: The path /data is not found, will return zero value of capacity',
  near: 'The path /data is 71 % used',
});
