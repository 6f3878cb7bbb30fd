import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { documentsByChunk } from './documents-plugin';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PORTAL = 'src/portal/portal.ts';
const entries = { console: 'src/console.tsx', ...(existsSync(PORTAL) && { portal: PORTAL }) };

/** Django serves the manifest build under /static/; during development it points its pages at this server. */
export default defineConfig({
  base: '/static/',
  plugins: [documentsByChunk(), react()],
  resolve: {
    alias: { '@': here('./src'), 'graphql-tag': here('./src/shared/graphql/gql.ts') },
  },
  server: { host: '127.0.0.1', port: Number(process.env.VITE_PORT ?? 18900), strictPort: true, cors: true },
  build: {
    manifest: 'manifest.json',
    outDir: 'dist',
    sourcemap: false,
    target: 'baseline-widely-available',
    // The policy allows no data: scripts, and small assets are cached anyway.
    assetsInlineLimit: 0,
    rolldownOptions: { input: entries },
  },
  test: {
    environment: 'jsdom',
    globals: true,
    setupFiles: 'src/test-setup.ts',
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    testTimeout: 30_000,
  },
});
