import { z } from 'zod';

// Zod probes for eval() when a schema is made, which the content security policy forbids. Schemas are made with this z.
z.config({ jitless: true });

export { z };
