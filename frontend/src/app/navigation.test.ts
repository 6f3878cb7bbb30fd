import { NAVIGATION } from './navigation';

/** First parts of addresses that the server answers itself; a page there could not be reloaded. */
const SERVERS = [
  'static',
  'graphql',
  'recordings',
  'fax-files',
  'letter-files',
  'text-files',
  'citizen',
  'hooks',
  'healthz',
  'metrics',
  'oauth',
  'open311',
];

test('no page lives at an address that the server answers itself', () => {
  const first = NAVIGATION.map((item) => item.to.split('/')[1]);
  expect(first.filter((part) => SERVERS.includes(part ?? ''))).toEqual([]);
});
