import { expect, it } from 'vitest';
import { meaningOf } from './problem';

it.each([
  ['HTTP 302', 'ELSEWHERE'],
  ['HTTP 403', 'FORBIDDEN'],
  ['HTTP 404', 'NOT_FOUND'],
  ['HTTP 429', 'BUSY'],
  ['HTTP 500', 'BUSY'],
  ['451 later', 'BUSY'],
  ['HTTP 422', 'REFUSED'],
  ['550 no such user', 'REFUSED'],
  ['NotThere: province.example: 127.0.0.1', 'NOT_ALLOWED'],
  ['MAIL_SERVER_URL is not set', 'NO_MAIL_SERVER'],
  ['SSLError: certificate verify failed: Hostname mismatch', 'CERTIFICATE'],
  ['NewConnectionError: Failed to establish a new connection: [Errno 111] Connection refused', 'UNREACHABLE'],
  ['ConnectTimeoutError: Connection to 10.0.0.1 timed out', 'UNREACHABLE'],
  ['ReadTimeoutError: Read timed out. (read timeout=20)', 'SILENT'],
  ['ConnectionResetError: [Errno 104]', undefined],
])('%s means %s', (problem, meaning) => {
  expect(meaningOf(problem)).toBe(meaning);
});
