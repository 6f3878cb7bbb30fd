/** How many messages of the carrier a text is: GSM 03.38 (7 bits a character) where every character is in that
 * alphabet, UCS-2 (16 bits) else; one that does not fit into one carries a header of 6 octets in each. */

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');
const CHINESE = /[\u3400-\u9fff]/;
export const MOST = 300;

/** Does the house sign a text in Chinese? */
export const isChinese = (text: string) => CHINESE.test(text);

/** Messages that `body` goes out as, with the house's signature; 0 for nothing. */
export function segments(body: string): number {
  const said = body.trim().replace(/\s+/g, ' ');
  if (!said) return 0;
  const characters = [...`${isChinese(said) ? '【12345】' : '[12345] '}${said}`];
  const septets = characters.every((each) => BASIC.has(each) || EXTENDED.has(each));
  const widths = characters.map((each) => (septets ? (EXTENDED.has(each) ? 2 : 1) : each.length));
  const [whole, part] = septets ? [160, 153] : [70, 67];
  if (widths.reduce((sum, width) => sum + width, 0) <= whole) return 1;
  let count = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > part) {
      count += 1;
      used = 0;
    }
    used += width;
  }
  return count;
}
