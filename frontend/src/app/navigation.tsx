import { FileTextOutlined, PhoneOutlined, SettingOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

/** The left navigation: who may open what. A page without a permission is everybody's. */
export interface NavigationItem {
  to: '/desk' | '/cases' | '/settings';
  key: 'desk' | 'cases' | 'settings';
  icon: ReactNode;
  permission?: string;
}

export const NAVIGATION: readonly NavigationItem[] = [
  { to: '/desk', key: 'desk', icon: <PhoneOutlined />, permission: 'desk.use' },
  { to: '/cases', key: 'cases', icon: <FileTextOutlined />, permission: 'case.view' },
  { to: '/settings', key: 'settings', icon: <SettingOutlined /> },
];

export const openTo = (permissions: readonly string[]): NavigationItem[] =>
  NAVIGATION.filter((item) => !item.permission || permissions.includes(item.permission));

export const firstPage = (permissions: readonly string[]): NavigationItem['to'] =>
  openTo(permissions)[0]?.to ?? '/settings';
