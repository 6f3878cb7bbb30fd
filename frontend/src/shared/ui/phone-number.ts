/** Numbers are kept in E.164 and shown as people here write them. */
export function localNumber(number: string): string {
  const mobile = /^(?:\+86)?(1\d{2})(\d{4})(\d{4})$/.exec(number);
  if (mobile) return mobile.slice(1).join(' ');
  return number.startsWith('+86') ? `0${number.slice(3)}` : number;
}
