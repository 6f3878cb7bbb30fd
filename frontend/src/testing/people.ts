import type { DeskFragment, ViewerFragment } from '@/shared/graphql/generated/graphql';

const city = { __typename: 'Tenant', key: 'city', name: '市级中心', kind: 'CITY', code: '01' } as const;

export const agentViewer: ViewerFragment = {
  id: '1',
  username: 'city.agent1',
  displayName: '李敏',
  locale: 'zh-Hans',
  theme: 'light',
  tenant: city,
  roles: ['AGENT'],
  permissions: ['desk.use', 'call.control', 'case.view', 'case.register', 'case.dispatch', 'floor.view'],
  agentNumber: '8001',
  departmentName: null,
  timeZone: 'Asia/Shanghai',
  memberships: [],
};

type Call = NonNullable<DeskFragment['call']>;

export const aCall = (part: Partial<Call> = {}): Call => ({
  __typename: 'DeskCall',
  callId: 'g1-1',
  state: 'TALKING',
  muted: false,
  since: '2026-01-01T08:00:00Z',
  answeredAt: '2026-01-01T08:00:05Z',
  outbound: false,
  purpose: null,
  reference: null,
  party: '+8613800001111',
  consultParty: null,
  consultTalking: false,
  guests: [],
  prompt: null,
  recordingPaused: false,
  pop: null,
  ...part,
});

type Pop = NonNullable<Call['pop']>;

export const aPop = (part: Partial<Pop> = {}): Pop => ({
  __typename: 'ScreenPop',
  callId: 'g1-1',
  caller: '+8613800001111',
  callerLocal: '138 0000 1111',
  called: '12345',
  medium: 'TELEPHONE',
  verified: true,
  business: 'COMPLAINT',
  waitedSince: '2026-01-01T08:00:00Z',
  offeredAt: '2026-01-01T08:00:00Z',
  autoAnswer: false,
  queue: '综合队列',
  consultFrom: null,
  origin: null,
  listedPriority: 0,
  free: false,
  homeTenant: city,
  citizen: null,
  possibleMatches: [],
  operations: [],
  draft: null,
  ...part,
});

export const aDesk = (
  state: DeskFragment['presence']['state'],
  call: Call | null,
  lastCall: Call | null = null,
): DeskFragment => ({
  __typename: 'Desk',
  presence: {
    __typename: 'Presence',
    agentKey: 'city:8001',
    agentNumber: '8001',
    displayName: '李敏',
    seat: state === 'SIGNED_OUT' ? null : 'city-01',
    state,
    reason: null,
    since: '2026-01-01T08:00:00Z',
    until: null,
    callId: call?.callId ?? null,
    reachable: true,
    ownPhone: false,
  },
  call,
  lastCall,
  seats: [{ __typename: 'Seat', key: 'city-01', number: '01', remote: false, takenBy: null }],
  listening: null,
  listenedBy: [],
  help: null,
  work: { __typename: 'DeskWork', on: false, paused: null, pausedUntil: null, items: [] },
});
