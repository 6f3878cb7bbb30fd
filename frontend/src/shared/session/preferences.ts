import { graphql } from '@/shared/graphql/generated';

/** Language and appearance of the signed-in person, kept by the server. */
export const PreferencesSetMutation = graphql(`
  mutation PreferencesSet($locale: String, $theme: String) {
    preferencesSet(locale: $locale, theme: $theme) {
      viewer { id locale theme }
      errors { code field message }
    }
  }
`);
