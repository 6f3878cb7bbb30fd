/** The generated documents ask for `graphql-tag`; urql's own tag does the same with the parser that is loaded anyway. */
export { gql as default } from 'urql';
