// Prints which hosts gaxios reaches; it asks the metadata server by its address, as gcp-metadata does.
import { request } from 'gaxios';

const urls = {
  metadata: 'http://169.254.169.254/computeMetadata/v1/project/project-id',
  api: process.argv[2],
  public: process.argv[3],
};
for (const [host, url] of Object.entries(urls)) {
  await request({ url, headers: { 'Metadata-Flavor': 'Google' }, timeout: 4000, retry: false })
    .then(() => console.log('node-gaxios', host))
    .catch(() => {});
}
process.exit();
