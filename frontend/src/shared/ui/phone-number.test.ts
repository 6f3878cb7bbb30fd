import { localNumber } from './phone-number';

test.each([
  ['+8613800009999', '138 0000 9999'],
  ['13800009999', '138 0000 9999'],
  ['+8687112345678', '087112345678'],
  ['+442079460000', '+442079460000'],
  ['12345', '12345'],
  ['', ''],
])('%s is shown as %s', (number, shown) => expect(localNumber(number)).toBe(shown));
