def exercise_data(n): return {"answers":[{"kind":"number","name":"x","value":1,"size":None}]}
