/** One and the same in any spelling: `val_logLoss`, `validation_0-logloss` and `Log loss` have the words log and loss. */
const among = (words: string) => new RegExp(`(^|_)(${words.trim().split(/\s+/).join('|')})(_|$)`)

const lower = among(`
  loss losses logloss mlogloss error errors err merror l1 l2 mae mse rmse mape smape wmape rmsle msle rmspe
  medae brier deviance perplexity latency entropy crossentropy cross_entropy kl kld divergence nll ece hinge huber poisson
  hamming inertia davies_bouldin wer cer fid fpr fnr fp fn false_(positive|negative)s? aic bic regret rank toxicity
`)
const higher = among(`
  acc accuracy precision recall f1 f2 f_?beta f_?score auc auroc auprc aucpr roc rocauc r2 d2 r_?squared score scores
  specificity sensitivity kappa mcc matthews_corrcoef corrcoef gini jaccard iou miou dice ap map ndcg mrr hits? silhouette
  calinski_harabasz homogeneity completeness v_measure rand mutual_info nmi ari ami fowlkes_mallows explained_variance
  likelihood elbo pearson spearman kendall(_tau)? correlation concordance c_index bleu rouge(l|lsum|[12])? meteor psnr ssim
  tpr tnr tp tn npv ppv true_(positive|negative)s? lift reward top_?k
`)
const negated = among('neg negative')
/** What is told of a metric is no metric: how it spreads, how long it took, where it was cut. */
const none = among('baseline std stdev stderr time seconds duration support count threshold weight scale')

/**
 * Which way a metric is better, by its name, whoever named it; undefined where the name does not tell. Names: those of
 * scikit-learn's scorers, MLflow's autologging and evaluators, XGBoost, LightGBM and Keras, with any prefix.
 */
export function betterWay(name: string): 'higher' | 'lower' | undefined {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[^a-zA-Z0-9]+/g, '_')
    .toLowerCase()
  if (none.test(words)) return undefined
  const way = lower.test(words) ? 'lower' : higher.test(words) || words === 'm_ap' ? 'higher' : undefined
  if (!way || !negated.test(words) || /false_negative|true_negative/.test(words)) return way
  return way === 'lower' && !/likelihood/.test(words) ? 'higher' : 'lower'
}

/** Where the best of some values are; none where all are the same, or the name does not tell. */
export function bestOf(name: string, values: readonly (number | null)[]): number[] {
  const way = betterWay(name)
  const known = values.filter((value) => value !== null && Number.isFinite(value))
  if (!way || known.length < 2 || new Set(known).size < 2) return []
  const best = way === 'higher' ? Math.max(...known.map(Number)) : Math.min(...known.map(Number))
  return values.flatMap((value, index) => (value === best ? index : []))
}
