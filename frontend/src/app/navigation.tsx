import {
  AuditOutlined,
  DashboardOutlined,
  FileTextOutlined,
  HistoryOutlined,
  MessageOutlined,
  PhoneOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

type PageKey = 'desk' | 'cases' | 'floor' | 'contacts' | 'citizens' | 'messages' | 'audit' | 'settings';

/** The left navigation: who may open what. A page without a permission is everybody's. */
export interface NavigationItem {
  to: `/${PageKey}`;
  key: PageKey;
  icon: ReactNode;
  permission?: string;
}

export const NAVIGATION: readonly NavigationItem[] = [
  { to: '/desk', key: 'desk', icon: <PhoneOutlined />, permission: 'desk.use' },
  { to: '/cases', key: 'cases', icon: <FileTextOutlined />, permission: 'case.view' },
  { to: '/floor', key: 'floor', icon: <DashboardOutlined />, permission: 'floor.view' },
  { to: '/contacts', key: 'contacts', icon: <HistoryOutlined />, permission: 'contact.view' },
  { to: '/citizens', key: 'citizens', icon: <TeamOutlined />, permission: 'citizen.view' },
  { to: '/messages', key: 'messages', icon: <MessageOutlined />, permission: 'message.view' },
  { to: '/audit', key: 'audit', icon: <AuditOutlined />, permission: 'audit.view' },
  { to: '/settings', key: 'settings', icon: <SettingOutlined /> },
];

export const openTo = (permissions: readonly string[]): NavigationItem[] =>
  NAVIGATION.filter((item) => !item.permission || permissions.includes(item.permission));

export const firstPage = (permissions: readonly string[]): NavigationItem['to'] =>
  openTo(permissions)[0]?.to ?? '/settings';
