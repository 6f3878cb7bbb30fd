import type { CacheExchangeOpts } from '@urql/exchange-graphcache';

/** How answers are told apart in the cache. Singletons (the desk, the floor, the badges) have one key, so that a
 * subscription's or a mutation's payload and the query show the same thing without further code. */
const single = (name: string) => () => name;
const embedded = () => null;
const by =
  (field: string) =>
  (data: Record<string, unknown>): string | null =>
    typeof data[field] === 'string' ? data[field] : null;

export const cacheConfig: CacheExchangeOpts = {
  keys: {
    Desk: single('mine'),
    Floor: by('tenant'),
    LiveCall: by('callId'),
    MyListening: embedded,
    ListenedBy: embedded,
    HelpRequest: embedded,
    LiveLeg: embedded,
    TraceLeg: embedded,
    TracePart: embedded,
    ModeStep: embedded,
    ListeningPage: embedded,
    NotePage: embedded,
    NoteThreadPage: embedded,
    NoteParty: embedded,
    CaseCounts: single('mine'),
    Presence: by('agentKey'),
    DeskCall: by('callId'),
    Case: by('number'),
    Tenant: by('key'),
    Unit: by('key'),
    Seat: by('key'),
    QueueBoard: by('key'),
    TransferTarget: by('key'),
    DemoAccount: by('username'),
    Softphone: embedded,
    ScreenPop: embedded,
    Membership: embedded,
    Operation: embedded,
    TraceStep: embedded,
    WaitingCall: embedded,
    CasePage: embedded,
    CitizenPage: embedded,
    ContactPage: embedded,
    OutgoingMessagePage: embedded,
    AuditPage: embedded,
    RoutingScript: (data) => String(data.version),
    RoutingScriptPage: embedded,
    ScriptFlaw: embedded,
    ScriptAlarmPage: embedded,
    RoutingAlarm: embedded,
    DryRunPage: embedded,
    DayFigures: embedded,
    QueueFigures: embedded,
    AgentFigures: embedded,
    RecentNumber: by('number'),
    PlayablePrompt: by('key'),
    Guest: embedded,
    MissedCaller: by('number'),
    MissedCallerPage: embedded,
    DispatchPage: embedded,
    DispatchAttempt: embedded,
    DispatchMessage: by('key'),
    DutyDepartment: by('code'),
  },
};
