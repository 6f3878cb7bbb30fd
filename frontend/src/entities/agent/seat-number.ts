/** What a seat is called: its number, as people say it; the key where the seat is not known. */
export const seatNumber = (
  seats: readonly { key: string; number: string }[],
  key: string | null | undefined,
): string => seats.find((seat) => seat.key === key)?.number ?? key ?? '';
