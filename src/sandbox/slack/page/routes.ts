/** `/` and its two files. */
import type { ServerResponse } from 'node:http';
import { answer } from '../http.ts';
import { pageFiles } from './bundle.ts';

// The mark is drawn here, so that the page asks no other host for anything.
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f766e"/><path d="M13 7h6v6h6v6h-6v6h-6v-6H7v-6h6z" fill="#fff"/></svg>',
)}`;

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Acme</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="/page.css">
<script>document.documentElement.dataset.theme = localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')</script>
</head>
<body><div id="page"></div><script type="module" src="/page.js"></script></body>
</html>
`;

/** Answers `/`, links to messages, `/page.js` and `/page.css`; false for any other path. */
export async function answerPage(response: ServerResponse, url: URL): Promise<boolean> {
  const path = url.pathname;
  if (path === '/' || path.startsWith('/archives/')) answer(response, 200, 'text/html; charset=utf-8', HTML);
  else if (path === '/page.js') answer(response, 200, 'text/javascript', (await pageFiles()).script);
  else if (path === '/page.css') answer(response, 200, 'text/css', (await pageFiles()).style);
  else return false;
  return true;
}
