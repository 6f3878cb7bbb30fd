import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { readAlarmSearch } from '@/features/alarms';
import { readCampaignSearch } from '@/features/campaigns';
import { readCaseSearch } from '@/features/cases';
import { readContactSearch } from '@/features/contacts';
import { readDispatchSearch } from '@/features/dispatching';
import { readFaxSearch } from '@/features/faxes';
import { readFlowSearch } from '@/features/flows';
import { readLetterSearch } from '@/features/letters';
import { readNumberListSearch } from '@/features/lists';
import { readMessageSearch } from '@/features/messages';
import { readPromptSearch } from '@/features/prompts';
import { readRecordingSearch, readRulesSearch } from '@/features/recordings';
import { readSendingSearch, readStatisticsSearch } from '@/features/reports';
import { readSurveySearch } from '@/features/surveys';
import { readTextSearch } from '@/features/texts';
import { readVoicemailSearch } from '@/features/voicemail';
import { readWorkSearch } from '@/features/work';
import { useSession } from '@/shared/session/session';
import { readListSearch } from '@/shared/ui/list-search';
import { NotFound, PageError, PageWaiting } from '@/shared/ui/page-states';
import { firstPage } from './navigation';
import { Shell } from './shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: firstPage(useSession.getState().viewer?.permissions ?? []) });
  },
});

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  component: lazyRouteComponent(() => import('@/features/desk/desk-page'), 'DeskPage'),
});

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('@/features/cases/cases-page'), 'CasesPage'),
});

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$number',
  component: lazyRouteComponent(() => import('@/features/cases/case-page'), 'CasePage'),
});

const floor = createRoute({
  getParentRoute: () => root,
  path: '/floor',
  component: lazyRouteComponent(() => import('@/features/floor/floor-page'), 'FloorPage'),
});

const contacts = createRoute({
  getParentRoute: () => root,
  path: '/contacts',
  validateSearch: readContactSearch,
  component: lazyRouteComponent(() => import('@/features/contacts/contacts-page'), 'ContactsPage'),
});

const statistics = createRoute({
  getParentRoute: () => root,
  path: '/statistics',
  validateSearch: readStatisticsSearch,
  component: lazyRouteComponent(() => import('@/features/reports/statistics-page'), 'StatisticsPage'),
});

const reportSending = createRoute({
  getParentRoute: () => root,
  path: '/report-sending',
  validateSearch: readSendingSearch,
  component: lazyRouteComponent(() => import('@/features/reports/sending-page'), 'ReportSendingPage'),
});

const callTrace = createRoute({
  getParentRoute: () => root,
  path: '/calls/$callId',
  component: lazyRouteComponent(() => import('@/features/trace/trace-page'), 'TracePage'),
});

const citizens = createRoute({
  getParentRoute: () => root,
  path: '/citizens',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('@/features/citizens/citizens-page'), 'CitizensPage'),
});

const citizen = createRoute({
  getParentRoute: () => root,
  path: '/citizens/$id',
  component: lazyRouteComponent(() => import('@/features/citizens/citizen-page'), 'CitizenPage'),
});

const flows = createRoute({
  getParentRoute: () => root,
  path: '/flows',
  validateSearch: readFlowSearch,
  component: lazyRouteComponent(() => import('@/features/flows/flow-page'), 'FlowPage'),
});

const recordings = createRoute({
  getParentRoute: () => root,
  path: '/recorded',
  validateSearch: readRecordingSearch,
  component: lazyRouteComponent(() => import('@/features/recordings/recordings-page'), 'RecordingsPage'),
});

const recordingRules = createRoute({
  getParentRoute: () => root,
  path: '/recording-rules',
  validateSearch: readRulesSearch,
  component: lazyRouteComponent(() => import('@/features/recordings/rules-page'), 'RecordingRulesPage'),
});

const script = createRoute({
  getParentRoute: () => root,
  path: '/script',
  component: lazyRouteComponent(() => import('@/features/routing/script-page'), 'ScriptPage'),
});

const workCalendar = createRoute({
  getParentRoute: () => root,
  path: '/work-calendar',
  component: lazyRouteComponent(
    () => import('@/features/work-calendar/work-calendar-page'),
    'WorkCalendarPage',
  ),
});

const system = createRoute({
  getParentRoute: () => root,
  path: '/system',
  component: lazyRouteComponent(() => import('@/features/system/system-page'), 'SystemPage'),
});

const backups = createRoute({
  getParentRoute: () => root,
  path: '/backups',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('@/features/backup/backup-page'), 'BackupPage'),
});

const gateways = createRoute({
  getParentRoute: () => root,
  path: '/gateways',
  component: lazyRouteComponent(() => import('@/features/gateways/gateways-page'), 'GatewaysPage'),
});

const missed = createRoute({
  getParentRoute: () => root,
  path: '/missed',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('@/features/missed/missed-page'), 'MissedPage'),
});

const voicemails = createRoute({
  getParentRoute: () => root,
  path: '/voicemail',
  validateSearch: readVoicemailSearch,
  component: lazyRouteComponent(() => import('@/features/voicemail/voicemails-page'), 'VoicemailsPage'),
});

const voicemail = createRoute({
  getParentRoute: () => root,
  path: '/voicemail/$callId',
  component: lazyRouteComponent(() => import('@/features/voicemail/voicemail-page'), 'VoicemailPage'),
});

const faxes = createRoute({
  getParentRoute: () => root,
  path: '/faxes',
  validateSearch: readFaxSearch,
  component: lazyRouteComponent(() => import('@/features/faxes/faxes-page'), 'FaxesPage'),
});

const fax = createRoute({
  getParentRoute: () => root,
  path: '/faxes/$id',
  component: lazyRouteComponent(() => import('@/features/faxes/fax-page'), 'FaxPage'),
});

const letters = createRoute({
  getParentRoute: () => root,
  path: '/letters',
  validateSearch: readLetterSearch,
  component: lazyRouteComponent(() => import('@/features/letters/letters-page'), 'LettersPage'),
});

const letter = createRoute({
  getParentRoute: () => root,
  path: '/letters/$id',
  component: lazyRouteComponent(() => import('@/features/letters/letter-page'), 'LetterPage'),
});

const sentFax = createRoute({
  getParentRoute: () => root,
  path: '/faxes/sent/$id',
  component: lazyRouteComponent(() => import('@/features/faxes/sent-fax-page'), 'SentFaxPage'),
});

const texts = createRoute({
  getParentRoute: () => root,
  path: '/texts',
  validateSearch: readTextSearch,
  component: lazyRouteComponent(() => import('@/features/texts/texts-page'), 'TextsPage'),
});

const text = createRoute({
  getParentRoute: () => root,
  path: '/texts/$id',
  component: lazyRouteComponent(() => import('@/features/texts/text-page'), 'TextPage'),
});

const prompts = createRoute({
  getParentRoute: () => root,
  path: '/prompts',
  validateSearch: readPromptSearch,
  component: lazyRouteComponent(() => import('@/features/prompts/prompts-page'), 'PromptsPage'),
});

const lists = createRoute({
  getParentRoute: () => root,
  path: '/lists',
  validateSearch: readNumberListSearch,
  component: lazyRouteComponent(() => import('@/features/lists/lists-page'), 'ListsPage'),
});

const messages = createRoute({
  getParentRoute: () => root,
  path: '/messages',
  validateSearch: readMessageSearch,
  component: lazyRouteComponent(() => import('@/features/messages/messages-page'), 'MessagesPage'),
});

const campaignWork = createRoute({
  getParentRoute: () => root,
  path: '/campaign-work',
  component: lazyRouteComponent(
    () => import('@/features/campaign-work/campaign-work-page'),
    'CampaignWorkPage',
  ),
});

const campaigns = createRoute({
  getParentRoute: () => root,
  path: '/campaigns',
  validateSearch: readCampaignSearch,
  component: lazyRouteComponent(() => import('@/features/campaigns/campaigns-page'), 'CampaignsPage'),
});

const surveys = createRoute({
  getParentRoute: () => root,
  path: '/surveys',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('@/features/surveys/surveys-page'), 'SurveysPage'),
});

const survey = createRoute({
  getParentRoute: () => root,
  path: '/surveys/$id',
  validateSearch: readSurveySearch,
  component: lazyRouteComponent(() => import('@/features/surveys/survey-page'), 'SurveyPage'),
});

const dispatching = createRoute({
  getParentRoute: () => root,
  path: '/dispatching',
  validateSearch: readDispatchSearch,
  component: lazyRouteComponent(() => import('@/features/dispatching/dispatching-page'), 'DispatchingPage'),
});

const writtenWork = createRoute({
  getParentRoute: () => root,
  path: '/written-work',
  validateSearch: readWorkSearch,
  component: lazyRouteComponent(() => import('@/features/work/work-page'), 'WorkPage'),
});
const queues = createRoute({
  getParentRoute: () => root,
  path: '/queues',
  component: lazyRouteComponent(() => import('@/features/setup/queues-page'), 'QueuesPage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('@/features/setup/people-page'), 'PeoplePage'),
});

const listenings = createRoute({
  getParentRoute: () => root,
  path: '/listenings',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('@/features/listening/listenings-page'), 'ListeningsPage'),
});

const alarms = createRoute({
  getParentRoute: () => root,
  path: '/alarms',
  validateSearch: readAlarmSearch,
  component: lazyRouteComponent(() => import('@/features/alarms/alarms-page'), 'AlarmsPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('@/features/audit/audit-page'), 'AuditPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/settings'), 'Settings'),
});

const routeTree = root.addChildren([
  gateways,
  backups,
  system,
  home,
  desk,
  cases,
  oneCase,
  floor,
  contacts,
  callTrace,
  statistics,
  reportSending,
  citizens,
  citizen,
  missed,
  voicemails,
  voicemail,
  faxes,
  fax,
  sentFax,
  letters,
  letter,
  texts,
  text,
  lists,
  prompts,
  script,
  workCalendar,
  flows,
  recordings,
  recordingRules,
  messages,
  campaignWork,
  campaigns,
  surveys,
  survey,
  dispatching,
  queues,
  writtenWork,
  people,
  listenings,
  alarms,
  audit,
  settings,
]);

export const createConsoleRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    defaultPendingComponent: PageWaiting,
    defaultNotFoundComponent: NotFound,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
