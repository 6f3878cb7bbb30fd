/** What a browser fetches before the sign-in page is drawn: the console's entry with all that it imports at once,
 * compressed. Fails above the limit, so that nobody makes the first load heavy without noticing. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 370;
const dist = new URL('./dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));

const files = new Set();
const collect = (key) => {
  const entry = manifest[key];
  if (files.has(entry.file)) return;
  files.add(entry.file);
  for (const css of entry.css ?? []) files.add(css);
  for (const next of entry.imports ?? []) collect(next);
};
collect('src/console.tsx');

const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0);
const kilobytes = bytes / 1024;
console.log(`first load: ${kilobytes.toFixed(1)} kB in ${files.size} files (limit ${LIMIT_KB} kB)`);
if (kilobytes > LIMIT_KB) process.exit(1);
