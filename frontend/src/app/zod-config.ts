import { z } from 'zod';

// Zod probes for eval() when a schema is made, which the content security policy forbids.
// Imported before any schema.
z.config({ jitless: true });
