/** "city:8001" is shown as 8001; a telephone number stays as it is. */
export const agentNumberOf = (keyOrNumber: string): string => keyOrNumber.replace(/^[a-z]+:/, '');
