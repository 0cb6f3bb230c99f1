import statistics as st
d = [2.5, 3.25, 5.5, 11.25, 11.75]
i = [1, 2, 3, 4, 4]
for f in (st.mean, st.fmean, st.median, st.median_low, st.median_high, st.mode, st.stdev, st.pstdev, st.variance, st.pvariance, st.multimode, st.harmonic_mean, st.geometric_mean, st.quantiles):
    print(f.__name__, f(d), f(i))
print(st.mean([1, 2, 3]), st.mean([1, 2]), st.stdev([0.1, 0.2, 0.3]), st.quantiles(range(1, 101), n=10), st.quantiles([1, 2, 3], n=4, method="inclusive"), st.correlation([1, 2, 3], [2, 4, 7]), st.covariance([1, 2, 3], [1, 5, 7]), st.linear_regression([1, 2, 3], [2, 4, 7]), st.mode("aab"))
for f in (lambda: st.mean([]), lambda: st.median([]), lambda: st.stdev([1]), lambda: st.mode([]), lambda: st.variance([1])):
    try:
        f()
    except st.StatisticsError as e:
        print(e)
