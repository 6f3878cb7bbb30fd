import {
  AlertOutlined,
  ApartmentOutlined,
  AudioOutlined,
  AuditOutlined,
  BarChartOutlined,
  BellOutlined,
  BranchesOutlined,
  CalendarOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  EyeOutlined,
  FileTextOutlined,
  FormOutlined,
  HistoryOutlined,
  IdcardOutlined,
  InboxOutlined,
  MailOutlined,
  MessageOutlined,
  MobileOutlined,
  MonitorOutlined,
  NodeIndexOutlined,
  PhoneOutlined,
  PlaySquareOutlined,
  PrinterOutlined,
  RollbackOutlined,
  SafetyOutlined,
  SaveOutlined,
  SendOutlined,
  SettingOutlined,
  SoundOutlined,
  StopOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

interface Entry {
  to: `/${string}`;
  key: string;
  group: 'work' | 'floor' | 'outbound' | 'setup' | 'system';
  icon: ReactNode;
  permission?: string;
}

/** The left navigation by groups: who may open what. A page without a permission is everybody's. */
export const NAVIGATION = [
  { to: '/desk', key: 'desk', group: 'work', icon: <PhoneOutlined />, permission: 'desk.use' },
  { to: '/cases', key: 'cases', group: 'work', icon: <FileTextOutlined />, permission: 'case.view' },
  { to: '/citizens', key: 'citizens', group: 'work', icon: <TeamOutlined />, permission: 'citizen.view' },
  { to: '/contacts', key: 'contacts', group: 'work', icon: <HistoryOutlined />, permission: 'contact.view' },
  { to: '/missed', key: 'missed', group: 'work', icon: <RollbackOutlined />, permission: 'contact.view' },
  {
    to: '/voicemail',
    key: 'voicemail',
    group: 'work',
    icon: <AudioOutlined />,
    permission: 'voicemail.handle',
  },
  { to: '/faxes', key: 'faxes', group: 'work', icon: <PrinterOutlined />, permission: 'fax.view' },
  { to: '/letters', key: 'letters', group: 'work', icon: <MailOutlined />, permission: 'letter.view' },
  { to: '/texts', key: 'texts', group: 'work', icon: <MobileOutlined />, permission: 'text.view' },
  { to: '/messages', key: 'messages', group: 'work', icon: <MessageOutlined />, permission: 'message.view' },
  { to: '/floor', key: 'floor', group: 'floor', icon: <DashboardOutlined />, permission: 'floor.view' },
  {
    to: '/statistics',
    key: 'statistics',
    group: 'floor',
    icon: <BarChartOutlined />,
    permission: 'report.view',
  },
  { to: '/alarms', key: 'alarms', group: 'floor', icon: <BellOutlined />, permission: 'alarm.handle' },
  {
    to: '/campaign-work',
    key: 'campaignWork',
    group: 'outbound',
    icon: <CustomerServiceOutlined />,
    permission: 'campaign.work',
  },
  {
    to: '/campaigns',
    key: 'campaigns',
    group: 'outbound',
    icon: <UnorderedListOutlined />,
    permission: 'campaign.manage',
  },
  {
    to: '/surveys',
    key: 'surveys',
    group: 'outbound',
    icon: <FormOutlined />,
    permission: 'campaign.manage',
  },
  {
    to: '/dispatching',
    key: 'dispatching',
    group: 'outbound',
    icon: <AlertOutlined />,
    permission: 'enforcement.dispatch',
  },
  {
    to: '/recorded',
    key: 'recordings',
    group: 'floor',
    icon: <PlaySquareOutlined />,
    permission: 'recording.play',
  },
  {
    to: '/recording-rules',
    key: 'recordingRules',
    group: 'setup',
    icon: <SafetyOutlined />,
    permission: 'recording.manage',
  },
  { to: '/flows', key: 'flows', group: 'setup', icon: <NodeIndexOutlined />, permission: 'admin.routing' },
  { to: '/queues', key: 'queues', group: 'setup', icon: <ApartmentOutlined />, permission: 'admin.routing' },
  { to: '/people', key: 'people', group: 'setup', icon: <IdcardOutlined />, permission: 'admin.people' },
  { to: '/script', key: 'script', group: 'setup', icon: <BranchesOutlined />, permission: 'admin.routing' },
  {
    to: '/work-calendar',
    key: 'workCalendar',
    group: 'setup',
    icon: <CalendarOutlined />,
    permission: 'admin.routing',
  },
  { to: '/written-work', key: 'written', group: 'floor', icon: <InboxOutlined />, permission: 'floor.view' },
  { to: '/listenings', key: 'listenings', group: 'floor', icon: <EyeOutlined />, permission: 'floor.listen' },
  {
    to: '/prompts',
    key: 'prompts',
    group: 'setup',
    icon: <SoundOutlined />,
    permission: 'admin.prompts',
  },
  { to: '/lists', key: 'lists', group: 'setup', icon: <StopOutlined />, permission: 'admin.lists' },
  {
    to: '/gateways',
    key: 'gateways',
    group: 'setup',
    icon: <NodeIndexOutlined />,
    permission: 'admin.gateways',
  },
  {
    to: '/report-sending',
    key: 'reportSending',
    group: 'setup',
    icon: <SendOutlined />,
    permission: 'report.send',
  },
  { to: '/system', key: 'system', group: 'system', icon: <MonitorOutlined />, permission: 'system.view' },
  { to: '/backups', key: 'backups', group: 'system', icon: <SaveOutlined />, permission: 'admin.backup' },
  { to: '/audit', key: 'audit', group: 'system', icon: <AuditOutlined />, permission: 'audit.view' },
  { to: '/settings', key: 'settings', group: 'system', icon: <SettingOutlined /> },
] as const satisfies readonly Entry[];

export type NavigationItem = (typeof NAVIGATION)[number];
export type NavigationGroup = NavigationItem['group'];

export const openTo = (permissions: readonly string[]): NavigationItem[] =>
  NAVIGATION.filter((item) => !('permission' in item) || permissions.includes(item.permission));

export const firstPage = (permissions: readonly string[]): NavigationItem['to'] =>
  openTo(permissions)[0]?.to ?? '/settings';

/** What a person may open, group by group, in the order of the list. */
export const groupsOpenTo = (permissions: readonly string[]): [NavigationGroup, NavigationItem[]][] => {
  const groups = new Map<NavigationGroup, NavigationItem[]>();
  for (const item of openTo(permissions)) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups];
};
