import { describe, expect, it } from 'vitest';
import { abandonRate, doneShare, inParts } from './campaign-numbers';

describe('numbers of a campaign', () => {
  it('counts who needs no call any more', () => {
    const targets = [
      { name: 'DONE', count: 1 },
      { name: 'EXCLUDED', count: 1 },
      { name: 'PENDING', count: 4 },
    ];
    expect(doneShare(targets, 6)).toBe(33);
    expect(doneShare([], 0)).toBe(0);
  });

  it('shows the share of answered calls that found no agent', () => {
    expect(abandonRate({ answered: 250, abandoned: 3 })).toBe('1.2%');
    expect(abandonRate({ answered: 0, abandoned: 0 })).toBe('–');
    expect(abandonRate(null)).toBe('–');
  });

  it('cuts long lists and repeats the header', () => {
    const rows = Array.from({ length: 3001 }, (_, n) => `138${String(n).padStart(8, '0')}`);
    const parts = inParts(['号码', ...rows, ''].join('\r\n'));
    expect(parts).toHaveLength(3);
    expect(parts.every((part) => part.startsWith('号码\n'))).toBe(true);
    expect(inParts(rows.slice(0, 2).join('\n'))).toEqual([`${rows[0]}\n${rows[1]}`]);
    expect(inParts('')).toEqual([]);
  });
});
