import type { SuperviseMode } from '@/shared/graphql/generated/graphql';

/** The only place that says how a mode looks: a glyph beside its word. */
export const MODE_GLYPHS: Record<SuperviseMode, string> = { MONITOR: '◎', WHISPER: '❝', BARGE: '⋈' };

export const MODES: readonly SuperviseMode[] = ['MONITOR', 'WHISPER', 'BARGE'];

/** Modes in which others hear the supervisor need more than the right to listen. */
export const mayMode = (mode: SuperviseMode, permissions: readonly string[]): boolean =>
  permissions.includes(mode === 'MONITOR' ? 'floor.listen' : 'floor.supervise');
