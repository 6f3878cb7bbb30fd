import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createConsoleRouter } from './router';

/** The pages of one signed-in person in one tenant. */
export function SignedIn() {
  const [router] = useState(createConsoleRouter);
  return <RouterProvider router={router} />;
}
