import { z } from 'zod';

// The content security policy forbids `eval`; zod would try it first. Must run before any schema is made.
z.config({ jitless: true });
