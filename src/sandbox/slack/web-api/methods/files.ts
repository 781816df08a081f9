/** Files: an upload in two steps, and where one is. */
import { asFile } from '../../files/files.ts';
import { shareFiles } from '../../files/share.ts';
import { list, parsed } from '../../json.ts';
import { BOT } from '../../seeds.ts';
import { ApiError } from '../api-error.ts';
import { need, number } from '../arguments.ts';
import type { Methods } from '../method.ts';
import { joinedChannel, rootOf } from '../places.ts';

export const FILE_METHODS: Methods = {
  'files.getUploadURLExternal': {
    tier: 'tier4',
    token: 'bot',
    call: (world, args) => {
      const length = number(args, 'length', 0);
      if (length < 1) throw new ApiError('invalid_arguments');
      const alt = String(args['alt_txt'] ?? '');
      if (alt.length > 1_000) throw new ApiError('alt_txt_too_large');
      const file = world.files.expect({ name: need(args, 'filename'), length, alt, user: BOT.userId });
      return { upload_url: `${world.origin()}/upload/v1/${file.ticket}`, file_id: file.id };
    },
  },
  'files.completeUploadExternal': {
    tier: 'tier4',
    token: 'bot',
    call: (world, args) => {
      const given = typeof args['files'] === 'string' ? parsed(args['files']) : args['files'];
      const files = list(given).map((one) => {
        const file = world.files.find(String(one['id']));
        if (!file?.body) throw new ApiError('file_not_found');
        if (typeof one['title'] === 'string') file.title = one['title'];
        return file;
      });
      if (files.length === 0) throw new ApiError('invalid_arguments');
      if (args['channel_id']) {
        const where = joinedChannel({ channel: args['channel_id'] });
        const thread = rootOf(world, where, args);
        const text = String(args['initial_comment'] ?? '');
        shareFiles(world, files, where, { text, thread, by: BOT.userId });
      }
      return { files: files.map((file) => asFile(file, world.origin())) };
    },
  },
  'files.info': {
    tier: 'tier4',
    token: 'bot',
    call: (world, args) => {
      const file = world.files.find(need(args, 'file'));
      if (!file) throw new ApiError('file_not_found');
      return { file: asFile(file, world.origin()) };
    },
  },
};
