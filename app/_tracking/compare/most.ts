/** At most so many runs stand side by side. */
export const mostCompared = 20
