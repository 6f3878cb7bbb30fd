/** Which flow is on the bench. */
export interface FlowSearch {
  flow?: string;
}

export const readFlowSearch = (raw: Record<string, unknown>): FlowSearch => ({
  flow: typeof raw.flow === 'string' && raw.flow ? raw.flow : undefined,
});
