/** Files of a message: images as images, everything else by name and size. */
import type { Fields } from './data.ts';

export function Files({ files }: { readonly files: readonly Fields[] }) {
  if (files.length === 0) return null;
  return (
    <div className="files">
      {files.map((file) => (
        <OneFile key={String(file['id'])} file={file} />
      ))}
    </div>
  );
}

function OneFile({ file }: { readonly file: Fields }) {
  const name = String(file['name']);
  const title = String(file['title'] ?? name);
  // The page is served beside the files; in Slack the browser is signed in there.
  const address = `/page-file/${String(file['id'])}/${encodeURIComponent(name)}`;
  if (String(file['mimetype']).startsWith('image/'))
    return (
      <figure className="file-image">
        <figcaption>{title}</figcaption>
        <img src={address} alt={String(file['alt_txt'] ?? title)} />
      </figure>
    );
  return (
    <a className="file" href={address} download={name}>
      <b>{title}</b>
      <small>{`${name} · ${sizeOf(Number(file['size'] ?? 0))}`}</small>
    </a>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
