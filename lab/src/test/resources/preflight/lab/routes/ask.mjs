// Asks for a URL a line with gaxios, from the node_modules folder beside it, or with fetch.
import { createInterface } from 'node:readline';

const ask =
  process.argv[2] === 'gaxios'
    ? await import('gaxios').then(({ request }) => (url) => request({ url, timeout: 5000 }))
    : (url) => fetch(url, { signal: AbortSignal.timeout(5000) });

for await (const url of createInterface({ input: process.stdin })) {
  await ask(url).catch(() => {}); // Every answer is a refusal; what counts is who gave it.
  console.log('asked');
}
process.exit();
