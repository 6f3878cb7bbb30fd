import type { TFunction } from 'i18next';
import { graphql } from '@/shared/graphql/generated';
import type { PromptsQuery } from '@/shared/graphql/generated/graphql';

export const PromptsDocument = graphql(`
  query Prompts($text: String, $changed: Boolean, $first: Int, $offset: Int) {
    prompts(text: $text, changed: $changed, first: $first, offset: $offset) {
      total
      items {
        key own sharedBy usedIn
        languages {
          language text inForce exists url
          versions { number source text seconds madeBy madeAt inForce url }
        }
      }
    }
  }
`);
export const PromptSpeakMutation = graphql(`
  mutation PromptSpeak($key: String!, $language: String!, $text: String!) {
    promptSpeak(key: $key, language: $language, text: $text) { prompt { key } errors { code field message } }
  }
`);
export const PromptUseMutation = graphql(`
  mutation PromptUse($key: String!, $language: String!, $number: Int!) {
    promptUse(key: $key, language: $language, number: $number) { prompt { key } errors { code field message } }
  }
`);
export const PromptAddMutation = graphql(`
  mutation PromptAdd($key: String!, $textZh: String!, $textEn: String!) {
    promptAdd(key: $key, textZh: $textZh, textEn: $textEn) { prompt { key } errors { code field message } }
  }
`);
export const PromptDeleteMutation = graphql(`
  mutation PromptDelete($key: String!) { promptDelete(key: $key) { ok errors { code field message } } }
`);

/** Where a prompt is played: a flow or queue by its key, a survey, dispatch or campaign by its title, or a part of the platform. */
export const placeName = (place: string, t: TFunction): string => {
  const [, kind, key] = /^(flow|queue|survey|dispatch|campaign) (.+)$/.exec(place) ?? [];
  if (kind === 'queue') return t('countyNumbers.queuePlace', { key });
  if (kind) return t(`promptPlace.${kind}` as 'promptPlace.flow', { key });
  return t(`promptPlace.${place}` as 'promptPlace.calls');
};

export type Prompt = PromptsQuery['prompts']['items'][number];
export type PromptLanguage = Prompt['languages'][number];
