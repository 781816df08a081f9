/** The posts of one incident, read once for one delivery. */
import type { Post, PostStore } from '../../store/posts.ts';

/**
 * What is posted stays posted, so it is not asked for again; what is not there may have been posted by another process
 * meanwhile, so that is. Posts of other incidents are read as ever. `seen` is kept up to date.
 */
export function postsOf(incident: string, seen: ReadonlyMap<string, Post>, posts: PostStore): PostStore {
  const known = new Map(seen);
  return {
    ...posts,
    async read(of, slot) {
      const post = of === incident ? known.get(slot) : undefined;
      return post?.is === 'posted' ? post : posts.read(of, slot);
    },
    async write(of, slot, post) {
      await posts.write(of, slot, post);
      if (of === incident) known.set(slot, post);
    },
    async forget(of, slot) {
      if (of === incident) known.delete(slot);
      await posts.forget(of, slot);
    },
  };
}
